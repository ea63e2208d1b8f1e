import pytest
from django.test import Client
from tests.whole_case import *
from harborlight.firm.models import User

def test_x(harbor, clock, ada):
    furnish(clock)
    b = begin(ada)
    import sys; sys.path.insert(0,"/tmp/desk"); from sign import sign_in; c = sign_in(ada)
    
    r = c.get(f"/staff/cases/{b.case.key}/")
    print(r.status_code, r.headers.get("location")); print(r.content.decode()[3000:6000])
