"""What visitors reach and get about their data, joined: pages, links, letters and the file with everything."""

from collections.abc import Mapping

from fastapi import APIRouter

from banter.assembly import Core
from banter.export_page import POLICY, ExportPage
from banter.operator_files.privacy_words import PrivacyWords, read_privacy_words
from banter.operator_files.texts import LANGUAGES
from banter.settings import ROOT, Settings
from gateway.exports import ExportLinks, exports
from gateway.privacy_links import PrivacyLinks
from gateway.privacy_pages import PrivacyPages, Speaker, privacy_pages
from handoff.email.mailer import Mailer
from handoff.email.opt_in_destination import OptInDestination
from handoff.email.opt_in_letter import OptInLetters
from leads.readable import Readable


def words_of(core: Core) -> Mapping[str, PrivacyWords]:
    """What is read there, by language, in the form of address of ``banter.yml``."""
    folder = ROOT / "data" / "privacy"
    return {language: read_privacy_words(folder / f"{language}.yml", core.brand.address) for language in LANGUAGES}


def links_of(settings: Settings) -> PrivacyLinks:
    """The links of letters."""
    return PrivacyLinks(settings.kept_secret("privacy-secret"), settings.visitors_url)


def export_page(core: Core) -> ExportPage:
    """The file with everything, for people."""
    words = {language: each.export for language, each in words_of(core).items()}
    readable = {language: Readable(language, core.labels[language]) for language in words}
    return ExportPage(core.brand.company, core.brand.default_language, words, readable)


def privacy_routes(settings: Settings, core: Core, page: ExportPage) -> tuple[APIRouter, ...]:
    """What visitors reach."""
    brand = core.brand
    words = {language: each.page for language, each in words_of(core).items()}
    pages = PrivacyPages(Speaker(brand.company, brand.privacy_url, brand.default_language, words))
    files = ExportLinks(settings.kept_secret("privacy-secret"), settings.visitors_url)
    return (
        exports(core.privacy, files, lambda everything: page.of(everything, core.clock.now()), POLICY),
        privacy_pages(links_of(settings), pages, core.double_opt_in, core.withdrawals, core.store.get),
    )


def opt_in_destination(settings: Settings, core: Core, mailer: Mailer) -> OptInDestination:
    """Where requests to confirm go: into the visitors' mailboxes."""
    words = {language: each.letter for language, each in words_of(core).items()}
    links = links_of(settings)
    letters = OptInLetters(
        core.brand.company, core.brand.privacy_url, words, mailer.sender, links.to_confirm, links.to_withdraw
    )
    return OptInDestination(mailer, letters, core.double_opt_in.requested)
