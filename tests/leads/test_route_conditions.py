"""When a lead takes a route, and the words that say why."""

from decimal import Decimal
from typing import Any

import pytest

from leads.model import Budget, CompanySize, Lead
from leads.routing import assign
from tests.leads.made_up_routes import NOBODY_HAD_ANY, NOON, assigned, criteria, qualified


class TestConditions:
    """A lead takes a route when all of its conditions hold; what is unknown does not hold."""

    @pytest.mark.parametrize(
        ("when", "lead", "because"),
        [
            ({}, qualified(), "class = bant"),
            ({"class": ["mql", "srl"]}, qualified(lead_class="srl"), "class = srl"),
            ({"class": ["lead"]}, qualified(lead_class="lead"), "class = lead"),
            ({"language": ["de"]}, qualified(language="de"), "class = bant, language = de"),
            ({"country": ["AT", "DE"]}, qualified({"location": "Deutschland"}), "class = bant, country = DE"),
            ({"country": ["Germany"]}, qualified({"location": "Jena, Deutschland"}), "class = bant, country = DE"),
            ({"country": ["DE"]}, qualified({"phone": "+4915112345678"}), "class = bant, country = DE"),
            (
                {"country": ["DE"]},
                qualified({"location": "Jena", "phone": "+4915112345678"}),
                "class = bant, country = DE",
            ),
            ({"country": ["Hamburg"]}, qualified({"location": "bei hamburg"}), "class = bant, country = Hamburg"),
            (
                {"industry": {"include": ["ship", "Logistik"]}},
                qualified({"industry": "Seelogistik"}),
                "industry = Logist",
            ),
            ({"industry": {"exclude": ["gambling"]}}, qualified({"industry": "tea"}), "industry is not gambling"),
            ({"industry": {}}, qualified({"industry": "tea"}), "industry is known"),
            ({"company_size": {"minimum": 5000}}, qualified({"company_size": CompanySize(5000, None)}), "size ≥ 5,000"),
            ({"company_size": {"maximum": 50}}, qualified({"company_size": CompanySize(10, 49)}), "company size ≤ 50"),
            (
                {"company_size": {"minimum": 50, "maximum": 500}},
                qualified({"company_size": CompanySize(20, 60)}),
                "company size = 50–500",
            ),
            (
                {"budget": {"minimum": 50000}},
                qualified({"budget": Budget(None, Decimal(60_000), "USD")}),
                "class = bant, budget ≥ 50,000 EUR",
            ),
            (
                {"budget": {"minimum": "1.2e4"}},
                qualified({"budget": Budget(None, Decimal(1000), None, "month")}),
                "12,000",
            ),
            (
                {"budget": {"minimum": 5000, "maximum": 9999.5}},
                qualified({"budget": Budget(Decimal(5000), None, "EUR")}),
                "budget = 5,000–9,999.5 EUR",
            ),
            ({"channel": ["slack", "telegram"]}, qualified(channel="telegram"), "channel = telegram"),
            (
                {"source": {"utm_campaign": "spring-*"}},
                qualified(source={"utm_campaign": "Spring-2027", "page": "/"}),
                "class = bant, utm_campaign = spring-*",
            ),
            (
                {"language": ["de"], "budget": {"minimum": 50000}},
                qualified({"budget": Budget(Decimal(50_000), None, "EUR")}, language="de"),
                "class = bant, language = de, budget ≥ 50,000 EUR",
            ),
        ],
    )
    def test_a_condition_that_holds_says_so(self, when: dict[str, Any], lead: Lead, because: str) -> None:
        assignment = assigned(lead, criteria(routes=[{"name": "chosen", "to": "sales", "when": when}]))
        assert assignment.route == "chosen"
        assert because in assignment.because

    @pytest.mark.parametrize(
        ("when", "lead"),
        [
            ({}, qualified(lead_class="lead")),
            ({"language": ["en"]}, qualified(lead_class="lead")),
            ({"class": ["mql", "srl"]}, qualified()),
            ({"language": ["de"]}, qualified()),
            ({"country": ["DE"]}, qualified()),
            ({"country": ["DE"]}, qualified({"location": "Wilmington, DE"})),
            ({"country": ["DE"]}, qualified({"location": "Wien, Österreich", "phone": "+4915112345678"})),
            ({"country": ["Ulm"]}, qualified({"location": "Neu-Ulmen"})),
            ({"industry": {"exclude": ["gambling"]}}, qualified()),
            ({"industry": {"include": ["logistics"], "exclude": ["rail"]}}, qualified({"industry": "rail logistics"})),
            ({"company_size": {"minimum": 50}}, qualified()),
            ({"company_size": {"minimum": 50}}, qualified({"company_size": CompanySize(10, 49)})),
            ({"budget": {"maximum": 50000}}, qualified()),
            ({"budget": {"maximum": 50000}}, qualified({"budget": Budget(None, Decimal(60_000), "USD")})),
            ({"channel": ["slack"]}, qualified()),
            ({"source": {"utm_campaign": "*"}}, qualified(source={"page": "/"})),
            ({"source": {"utm_campaign": "*", "utm_source": "x"}}, qualified(source={"utm_campaign": "a"})),
            ({"language": ["en"], "channel": ["slack"]}, qualified()),
        ],
    )
    def test_a_condition_that_does_not_hold_or_is_unknown_closes_the_route(
        self, when: dict[str, Any], lead: Lead
    ) -> None:
        rules = criteria(routes=[{"name": "chosen", "to": "sales", "when": when}])
        assert assign(lead, rules, NOON, NOBODY_HAD_ANY) is None

    def test_what_a_visitor_puts_in_an_address_is_not_repeated(self) -> None:
        route = {"name": "any", "to": "sales", "when": {"source": {"page": "*"}}}
        because = assigned(qualified(source={"page": "<script>"}), criteria(routes=[route])).because
        assert because == "class = bant, page = *"
