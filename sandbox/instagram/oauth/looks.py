"""How the pages of /oauth look: pure functions of what they show. Everything that people wrote is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.responses import HTMLResponse

from sandbox.instagram.oauth.redirects import policy_source
from sandbox.instagram.oauth.style import STYLE
from sandbox.instagram.oauth.visits import SEAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sandbox.instagram.oauth.wishes import Wish
    from sandbox.instagram.tokens import Grant
    from sandbox.instagram.world.cast import Resident

_MEANINGS = {
    "basic": "see your profile and your photos",
    "public_content": "see public profiles, photos, tags and places",
    "follower_list": "see whom you follow and who follows you",
    "comments": "write and delete comments for you",
    "relationships": "follow, block and let people in for you",
    "likes": "like photos for you",
}


def authorize(wish: Wish, people: Iterable[Resident], fields: Mapping[str, str], notice: str) -> HTMLResponse:
    """The page that asks whether an app may."""
    name = escape(wish.app.name)
    hidden = "".join(_hidden(key, value) for key, value in fields.items())
    choices = "".join(_choice(person, chosen=place == 0) for place, person in enumerate(people))
    body = (
        f'<header><span class="app" aria-hidden="true">{escape(wish.app.name[:1])}</span>'
        f"<h1>{name} would like to</h1></header>"
        f"<ul>{_meanings(wish.scopes)}</ul>{_notice(notice)}"
        f'<form method="post">{hidden}<fieldset><legend>You are</legend>'
        f'<div class="people">{choices}</div></fieldset>'
        '<div class="buttons"><button name="decision" value="cancel" class="quiet">Cancel</button>'
        '<button name="decision" value="allow">Allow</button></div></form>'
        f"<footer>Then you go back to <b>{escape(policy_source(wish.redirect_uri))}</b>. This is a sandbox: "
        "nobody here is real, and you may be anybody.</footer>"
    )
    return _page(f"Authorize {name}", body, f"'self' {policy_source(wish.redirect_uri)}")


def manage(person: Resident, people: Iterable[Resident], grants: Iterable[Grant], seal: str) -> HTMLResponse:
    """The page of the apps that somebody has let in."""
    apps = "".join(_let_in(grant, seal) for grant in grants)
    others = "".join(
        f'<option value="{one.id}"{" selected" if one is person else ""}>{escape(one.username)}</option>'
        for one in sorted(people, key=lambda one: one.username)
    )
    body = (
        f"<header>{_portrait(person)}<h1>Apps of {escape(person.username)}</h1></header>"
        f"{apps or '<p>No app may do anything in this name.</p>'}"
        f'<form method="get" class="other"><label>Somebody else <select name="resident">{others}</select></label>'
        '<button class="quiet">Show</button></form>'
    )
    return _page("Authorized apps", body, "'self'")


def _choice(person: Resident, *, chosen: bool) -> str:
    return (
        f'<label><input type="radio" name="resident" value="{person.id}"{" checked" if chosen else ""} required>'
        f"{_portrait(person)}<span><b>{escape(person.username)}</b>{escape(person.full_name)}</span></label>"
    )


def _portrait(person: Resident) -> str:
    return f'<img src="/pictures/avatar_{person.id}.jpg" alt="" width="44" height="44" loading="lazy">'


def _let_in(grant: Grant, seal: str) -> str:
    scopes = [scope for scope in _MEANINGS if scope in grant.scopes]
    hidden = {SEAL: seal, "resident": grant.user_id, "client_id": grant.app.client_id}
    return (
        f"<section><h2>{escape(grant.app.name)} may</h2><ul>{_meanings(scopes)}</ul>"
        f'<form method="post">{"".join(_hidden(key, value) for key, value in hidden.items())}'
        '<button class="danger">Revoke access</button></form></section>'
    )


def _meanings(scopes: Iterable[str]) -> str:
    return "".join(f"<li>{_MEANINGS[scope]}</li>" for scope in scopes)


def _notice(text: str) -> str:
    return f'<p class="notice" role="alert">{escape(text)}</p>' if text else ""


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">'


def _page(title: str, body: str, targets: str) -> HTMLResponse:
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style><body><main>{body}</main></body></html>"
    )
    # A browser asks form-action about the redirect after the form as well.
    policy = (
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action {targets}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-store",
    }
    return HTMLResponse(page, headers=headers)
