from django_tasks import task


@task()
def nothing(number: int) -> int:
    """A job that is all queue."""
    return number
