"""Addresses of sequences, campaigns and newsletters, and of the page that recipients unsubscribe on."""

from __future__ import annotations

from django.urls import path

from filon.outreach.drafts.web.urls import urlpatterns as drafts
from filon.outreach.newsletters.web.urls import urlpatterns as newsletters
from filon.outreach.web import (
    answering_callers,
    campaigns,
    counting,
    doing,
    following_up,
    sequences,
    unsubscribing,
    wizard,
)

app_name = "outreach"
ONE = "campagnes/<uuid:campaign_id>/"
urlpatterns = [
    *drafts,
    *newsletters,
    path("sequences/", sequences.sequence_list, name="sequences"),
    path("sequences/nouvelle/", sequences.new, name="sequence_new"),
    path("sequences/apercu/", sequences.preview, name="preview"),
    path("sequences/<uuid:sequence_id>/", sequences.sequence, name="sequence"),
    path("sequences/<uuid:sequence_id>/copie/", sequences.copy, name="sequence_copy"),
    path("sequences/<uuid:sequence_id>/rangement/", sequences.archive, name="sequence_archive"),
    path("campagnes/", campaigns.campaign_list, name="campaigns"),
    path("campagnes/nombre/", campaigns.count, name="campaigns_count"),
    path("campagnes/nouvelle/", wizard.new, name="campaign_new"),
    path("campagnes/appels-manques/", answering_callers.prepare, name="callers"),
    path("campagnes/engager/", doing.engage, name="engage"),
    path("campagnes/incertains/", doing.uncertain, name="uncertain"),
    path("campagnes/incertains/<uuid:message_id>/", doing.settle, name="settle"),
    path("campagnes/opportunites/<uuid:opportunity_id>/", doing.opportunity, name="opportunity"),
    path(ONE, campaigns.campaign, name="campaign"),
    path(f"{ONE}prochains-envois/", campaigns.coming, name="campaign_upcoming"),
    path(f"{ONE}derniers-envois/", campaigns.sent, name="campaign_sent"),
    path(f"{ONE}contacts/", campaigns.people, name="campaign_people"),
    path(f"{ONE}contacts/nombre/", campaigns.people_count, name="campaign_people_count"),
    path(f"{ONE}contacts/suppression/", doing.remove, name="campaign_remove"),
    path(f"{ONE}contacts/desengagement/", doing.disengage, name="campaign_disengage"),
    path(f"{ONE}contacts/exclusion/", doing.exclude, name="campaign_exclude"),
    path(f"{ONE}contacts/nouveaux/", doing.newcomers, name="campaign_newcomers"),
    path(f"{ONE}contacts/<uuid:contact_id>/desabonnement/", doing.leave, name="contact_leave"),
    path(f"{ONE}relance/", following_up.follow_up, name="campaign_follow_up"),
    path(f"{ONE}resume/", campaigns.summary, name="campaign_summary"),
    path(f"{ONE}reglages/", wizard.settings, name="campaign_settings"),
    path(f"{ONE}cible/", wizard.target, name="campaign_target"),
    path(f"{ONE}cible/compte/", wizard.target_count, name="campaign_target_count"),
    path(f"{ONE}message/", wizard.message, name="campaign_message"),
    path(f"{ONE}message/apercu/", wizard.message_preview, name="campaign_message_preview"),
    path(f"{ONE}envoi/", wizard.sending, name="campaign_sending"),
    path(f"{ONE}envoi/estimation/", wizard.estimated, name="campaign_estimate"),
    path(f"{ONE}suivi/", counting.counting, name="campaign_counting"),
    path(f"{ONE}lancement/", wizard.launch, name="campaign_launch"),
    path(f"{ONE}validation/", doing.approve, name="campaign_approve"),
    path(f"{ONE}arret/", doing.stop, name="campaign_stop"),
    path(f"{ONE}reprise/", doing.resume, name="campaign_resume"),
    path(f"{ONE}version/", doing.adopt, name="campaign_adopt"),
    path(f"{ONE}suppression/", wizard.delete, name="campaign_delete"),
    path("desabonnement/<str:token>", unsubscribing.unsubscribe, name="unsubscribe"),
]
