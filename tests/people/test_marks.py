import pytest

from people import marks
from people.models import Organisation


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


def test_an_organisation_number_is_grouped_as_in_norway():
    assert Organisation(orgnr="912345678").grouped_orgnr == "912\N{NO-BREAK SPACE}345\N{NO-BREAK SPACE}678"
    assert Organisation().grouped_orgnr == ""
