"""Words that nearly every text has and no question is about, English and Spanish, folded."""

_WORDS = """
a about after all also am an and any are as at be because been before being but by
can could did do does doing done during each ever for from further had has have
having he her here hers him his how i if in into is it its just me more most my no
nor not now of off on once only or other our ours out over own same she should so
some such tell than that the their theirs them then there these they this those
through to too under until up us very was we were what when where whether which
while who whom whose why will with would you your yours
al algo ante antes aquel aquella asi aun aunque cada como con contra cual cuales
cuando cuanta cuantas cuanto cuantos de del desde donde dos durante e el ella ellas
ellos en entre era eran es esa esas ese eso esos esta estaba estan estar estas este
esto estos fue fueron fui ha haber habia han hasta hay la las le les lo los mas me
mi mis mucho muy nada ni nos nosotros o otra otras otro otros para pero por porque
pues que quien quienes se sea ser si sido sin sobre solo son soy su sus tal tambien
tan te tiene tienen toda todas todo todos tu tus un una unas uno unos usted ustedes
y ya yo
"""
STOP_WORDS = frozenset(_WORDS.split())
