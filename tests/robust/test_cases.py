from pathlib import Path

from django.conf import settings

from tests.robust.cases import NOT_YET, TRIED


def test_every_case_is_tried_or_has_its_reason():
    tried = {number for numbers in TRIED.values() for number in numbers}
    assert tried | set(NOT_YET) == set(range(1, 91))
    assert not tried & set(NOT_YET)
    assert not [path for path in TRIED if not Path(settings.ROOT, path).exists()]
