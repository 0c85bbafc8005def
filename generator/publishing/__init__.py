"""Reports and definitions → pages and files. Knows no site engine.

A sink (the MkDocs plugin today) asks `site.plan_site` which pages there are, says
where each will live, and has each rendered to finished HTML.
"""
