"""The descriptor of a dataset as a workbook, for people who never type JSON: there and back.

``frame_of`` says which rows and columns there are, ``writing.write`` fills them, ``reading.read``
takes what was changed, ``checking.check`` holds the result against the portal's own rules.
Nothing that the workbook does not show is ever changed.
"""
