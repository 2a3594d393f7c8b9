"""Forms made from steps: what a step declares is what the page asks.

form = form_for(Acknowledge, scene, Options(actor))                      # blank, with what the step suggests
form = form_for(Acknowledge, scene, Options(actor), data=request.POST)   # filled in
if form.is_valid():
    take(reference, form.step, ...)
"""

from __future__ import annotations

from amends.desk.forms.options import Options
from amends.desk.forms.step_form import StepForm, form_for

__all__ = ["Options", "StepForm", "form_for"]
