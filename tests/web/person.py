"""Somebody of the team who takes part in a visitor's conversation."""

import uuid

from tests.product import TOKEN, Product

NAME = "Ida Brandt"


def person_writes(product: Product, conversation: str, text: str) -> None:
    """Takes the conversation over, as a program of the team's would, and writes a line. There must be a lead."""
    (lead,) = product.leads(conversation=conversation)
    product.http.post(
        f"{product.base_url}/api/leads/{lead['id']}/messages",
        json={"by": NAME, "id": uuid.uuid4().hex, "text": text},
        headers={"Authorization": f"Bearer {TOKEN}"},
    ).raise_for_status()
