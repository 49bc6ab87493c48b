"""Addresses of newsletters, among those of the room."""

from __future__ import annotations

from django.urls import path

from filon.outreach.newsletters.web import issues, newsletters, subscribers

ALL = "reglages/newsletters/"
ONE = f"{ALL}<uuid:newsletter_id>/"
ISSUE = f"{ONE}numeros/<uuid:issue_id>/"
urlpatterns = [
    path(ALL, newsletters.newsletter_list, name="newsletters"),
    path(f"{ALL}nouvelle/", newsletters.new, name="newsletter_new"),
    path(f"{ALL}inscription/", subscribers.subscribe, name="newsletter_subscribe"),
    path(ONE, newsletters.newsletter, name="newsletter"),
    path(f"{ONE}suppression/", newsletters.delete, name="newsletter_delete"),
    path(f"{ONE}envoi/", newsletters.activation, name="newsletter_activation"),
    path(f"{ONE}activation/", newsletters.activate, name="newsletter_activate"),
    path(f"{ONE}arret/", newsletters.deactivate, name="newsletter_deactivate"),
    path(f"{ONE}inscrits/", subscribers.subscriber_list, name="newsletter_subscribers"),
    path(f"{ONE}inscrits/nombre/", subscribers.count, name="newsletter_count"),
    path(f"{ONE}inscrits/inscription/", subscribers.join, name="newsletter_join"),
    path(f"{ONE}inscrits/desinscription/", subscribers.leave, name="newsletter_leave"),
    path(f"{ONE}inscrits/expediteur/", subscribers.sender, name="newsletter_sender"),
    path(f"{ONE}numeros/", issues.issue_list, name="newsletter_issues"),
    path(f"{ONE}numeros/nouveau/", issues.new, name="issue_new"),
    path(f"{ONE}numeros/apercu/", issues.preview, name="issue_preview"),
    path(ISSUE, issues.issue, name="issue"),
    path(f"{ISSUE}envoi/", issues.send, name="issue_send"),
    path(f"{ISSUE}annulation/", issues.cancel, name="issue_cancel"),
    path(f"{ISSUE}copie/", issues.copy, name="issue_copy"),
    path(f"{ISSUE}suppression/", issues.delete, name="issue_delete"),
]
