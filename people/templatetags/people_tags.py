from django import template
from django.template.defaultfilters import stringfilter

from people import marks
from people.browsers import browser_name

register = template.Library()
register.filter("browser_name", browser_name)
register.filter("initials", stringfilter(marks.initials))
register.filter("mark_color", stringfilter(marks.color))
