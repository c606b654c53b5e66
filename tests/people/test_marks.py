import pytest

from people import marks


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Fiktiv kommune", "FI"),
        ("Sår AS", "SÅ"),
        ("Sykehuset Midtfjell HF", "SM"),
        ("Seidefjord – Sieidevuona suohkan", "SS"),
        ("Čáhci suohkan", "ČÁ"),
        ("Landslaget Bruker og pårørende", "LB"),
        ("Kommune", "KO"),
        ("«Đ»", "Đ"),
        ("", ""),
    ],
)
def test_the_letters_tell_a_name_from_others(name, letters):
    assert marks.initials(name) == letters


def test_a_name_keeps_its_colour_and_names_share_them_out():
    names = [f"Kommune {number}" for number in range(200)]

    assert [marks.color(name) for name in names] == [marks.color(name) for name in names]
    assert {marks.color(name) for name in names} == set(marks.COLORS)
