"""Tables that a host gives the public directory beside SIRENE: categories, companies abroad, nomenclatures."""
