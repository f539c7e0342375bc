"""What is true of Việt Nam and of no single register: working days, report windows, names, numbers, papers.

Pure: no models, no settings, no clock. Every function takes the dates it needs. Import from the module that
holds the subject: ``calendar``, ``windows``, ``names``, ``ids``, ``dates``, ``numbers``, ``ethnic_groups``.
"""
