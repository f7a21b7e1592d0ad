"""Prompts, which clients keep as registered models with tags of their own."""

import mlflow
from support import answer


def test_a_prompt_is_registered_loaded_by_alias_and_no_model(client, unique):
    module = mlflow.genai if hasattr(mlflow, "genai") and hasattr(mlflow.genai, "register_prompt") else mlflow
    name = unique("prompt")
    first = module.register_prompt(name=name, template="Olá, {{nome}}!", commit_message="primeiro")
    second = module.register_prompt(name=name, template="Oi, {{nome}}!")
    assert (int(first.version), int(second.version)) == (1, 2)
    module.set_prompt_alias(name, alias="prod", version=1)
    assert module.load_prompt(f"prompts:/{name}@prod").format(nome="Ana") == "Olá, Ana!"
    assert module.load_prompt(f"prompts:/{name}/2").template == "Oi, {{nome}}!"
    # A list of models leaves prompts out, and keeps the models that lack the tag.
    model = client.create_registered_model(unique("model")).name
    listed = {found.name for found in client.search_registered_models()}
    assert model in listed and name not in listed
    whole = answer("GET", "registered-models/search", filter=f"name = '{name}' AND tags.`mlflow.prompt.is_prompt` = 'true'")["registered_models"]
    assert [found["name"] for found in whole] == [name]
