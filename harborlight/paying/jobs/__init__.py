"""What happens to card payments by itself.

settling    a payment is read again at the processor, and posted
hearing     notices of Stripe's
returning   money goes back the way it came
disputing   a payer disputes a payment
charging    what payers agreed to is charged when it is due
exporting   the transactions of yesterday
"""
