"""How the columns of prospect files are called: in French, English and Spanish exports, folded and without punctuation.

Seen in HubSpot, Pipedrive, LinkedIn, Apollo and Momence exports and in files made by hand.
"""

from __future__ import annotations

from filon.crm.imports.fields import Field

_NAMES: dict[Field, str] = {
    Field.EMAIL: """
        email, e mail, mail, courriel, mel, adresse email, adresse e mail, adresse mail, adresse
        courriel, email address, e mail address, email professionnel, e mail professionnel, mail
        professionnel, mail pro, email pro, work email, business email, email work, email home, email
        other, email 1, email 2, e mail 1, courrier electronique, correo, correo electronico, direccion
        de correo, direccion de correo electronico, email id, primary email, email perso""",
    Field.FIRST_NAME: """
        prenom, prenoms, first name, firstname, given name, forename, first, nombre de pila, primer
        nombre, prenom usuel, prenom du contact, prenom contact, contact first name""",
    Field.LAST_NAME: """
        nom de famille, nom usuel, last name, lastname, surname, family name, last, apellido, apellidos,
        nom patronymique, nom du contact, nom contact, contact last name, primer apellido""",
    Field.FULL_NAME: """
        nom complet, nom et prenom, prenom et nom, nom prenom, prenom nom, full name, fullname, contact
        name, contact, nombre completo, nombre y apellidos, display name, interlocuteur, nom affiche,
        personne, destinataire""",
    Field.COMPANY: """
        societe, entreprise, raison sociale, denomination, denomination sociale, organisation,
        organization, compagnie, company, company name, companyname, account, account name, organization
        name, organisation name, nom de la societe, nom societe, nom de l entreprise, nom entreprise,
        nom de societe, enseigne, etablissement, employeur, employer, empresa, compania, razon social,
        nombre de la empresa, nombre empresa, organizacion, associated company, client, company name for
        emails, current company, structure""",
    Field.JOB_TITLE: """
        fonction, poste, intitule du poste, intitule de poste, titre du poste, job title, jobtitle,
        title, job, position, role, metier, cargo, puesto, funcion, occupation, profession, fonction du
        contact, poste occupe, current position, headline""",
    Field.PHONE: """
        telephone, tel, telephone fixe, tel fixe, fixe, telephone standard, standard, telephone bureau,
        tel bureau, telephone professionnel, tel pro, telephone pro, ligne directe, tel direct,
        telephone direct, numero de telephone, no de telephone, n de telephone, numero telephone,
        numero, num tel, numero tel, n tel, phone, phone number, phonenumber, telephone number, work
        phone, work direct phone, direct phone, business phone, office phone, corporate phone, company
        phone, phone work, phone home, phone other, phone 1, phone 2, landline, telephone 1, telephone
        2, tel 1, tel 2, telefono, telefono fijo, numero de telefono, tfno""",
    Field.MOBILE: """
        mobile, portable, tel portable, telephone portable, telephone mobile, tel mobile, gsm, mobile
        phone, mobile number, mobile phone number, cell, cell phone, cellphone, phone mobile, numero de
        portable, numero de mobile, movil, telefono movil, celular""",
    Field.WEBSITE: """
        site web, site, site internet, siteweb, url du site, url site, page web, website, website url,
        web site, web, url, domain, company domain, company domain name, domaine, nom de domaine,
        homepage, sitio web, pagina web, company url, company website""",
    Field.LINKEDIN_URL: """
        linkedin, linkedin url, url linkedin, profil linkedin, linkedin profile, linkedin profile url,
        person linkedin url, linkedin contact, lien linkedin, perfil de linkedin, profile url, contact
        linkedin url""",
    Field.SIREN: """
        siren, n siren, no siren, numero siren, siren number, code siren""",
    Field.SIRET: """
        siret, n siret, no siret, numero siret, siret number, code siret, siret siege""",
    Field.CITY: """
        ville, commune, localite, city, town, company city, ciudad, localidad, poblacion, municipio""",
    Field.POSTCODE: """
        code postal, cp, codepostal, postcode, postal code, zip, zip code, zipcode, post code, codigo
        postal, company postal code""",
    Field.COUNTRY: """
        pays, country, country region, company country, pais, nation, code pays, country code""",
    Field.SOURCE: """
        source, origine, provenance, lead source, original source, origen, fuente, source du contact,
        origine du contact, source du lead""",
    Field.NOTE: """
        note, notes, commentaire, commentaires, remarque, remarques, observation, observations, comment,
        comments, description, comentario, comentarios, nota, notas, observaciones""",
    Field.OPT_OUT: """
        unsubscribed from all email, unsubscribed from all emails, unsubscribed, email opt out, email
        opted out, opt out, optout, opted out, opted out of email, has opted out of email, do not email,
        do not contact, desabonne, desinscrit, desinscription, desabonnement, ne pas contacter, ne plus
        contacter, opposition, liste rouge, no contactar, baja, dado de baja, stop""",
}

BY_NAME: dict[str, Field] = {
    " ".join(name.split()): field for field, names in _NAMES.items() for name in names.split(",")
}

NAME_ALONE = frozenset({"nom", "name", "noms", "nombre", "names"})
"""Names that say first name, last name or both, depending on the other columns."""
