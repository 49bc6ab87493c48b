"""Short mails as people write them: each line is the whole text of an answer."""

from __future__ import annotations

from .build import Case, answer, case, plain

ASK_TO_BE_LEFT = """
merci de me supprimer de votre liste de contacts
Bonjour, pouvez vous me retirer de votre base svp ? Merci
pas intéressé, désinscription svp
Veuillez ne plus m'adresser de courriels à l'avenir.
Je vous prie de cesser tout envoi.
Merci de désinscrire cette adresse
merci de supprimer mon adresse mail
Merci de ne plus nous envoyer de mail publicitaire
SVP arrêtez les mails
Arrêtez vos spams
Ne me recontactez pas.
Merci de ne pas me relancer.
Inutile de me relancer, supprimez mon contact.
Plus de mail svp
Je n'ai jamais demandé à recevoir vos messages, retirez mon adresse.
Je ne suis pas client chez vous et je ne veux pas l'être, merci de m'effacer de vos fichiers.
désabonner
desinscription
Bonjour, je souhaiterais être désinscrit de votre liste.
Je souhaite que mes données soient effacées.
Merci de radier notre société de vos listes de prospection.
Pourriez-vous arrêter de m'envoyer des mails ?
Comment avez-vous eu mon adresse ? Supprimez-la.
Merci de cesser ce démarchage non sollicité.
C'est la troisième fois que je vous demande d'arrêter.
Je vous ai déjà demandé de ne plus m'écrire !
Bonjour. Nous ne souhaitons pas être démarchés par mail. Merci.
Merci de ne plus utiliser mon adresse mail.
Lâchez-moi !
Non merci et ne revenez pas vers moi.
Retrait de votre mailing list
Opt out
remove
Please remove my email address from your list, thanks.
Kindly unsubscribe me
I don't want to receive your emails
Stop sending me this crap
Please delete my data.
Lose my email address.
Please don't contact us again.
We'd like to be taken off your mailing list
I never signed up for this, remove me.
No more emails please
Bitte keine Werbung mehr!
Bitte streichen Sie mich von Ihrer Liste.
Ich möchte keine E-Mails mehr von Ihnen erhalten.
Hiermit widerspreche ich der Nutzung meiner Daten zu Werbezwecken.
Unterlassen Sie bitte weitere Zusendungen.
Newsletter abbestellen
No me envíen más correos
Bórrame de tu lista
Quiero cancelar la suscripción
Dejad de mandarme spam
Ruego eliminen mis datos de su base de datos.
Non desidero ricevere altre email
Basta email!
Cancellatemi
Não quero receber mais emails
Stuur me geen mails meer
Schrijf mij uit
"""
SPEAK_TO_US = """
Non merci, ne me relancez pas avant septembre.
Merci de ne plus m'appeler sur mon portable, utilisez le fixe.
Votre devis a été supprimé par erreur, pouvez-vous le renvoyer ?
Nous ne souhaitons pas donner suite.
Nous avons arrêté cette activité.
Je ne suis plus responsable de ce sujet, contactez Mme Petit.
Je ne suis pas intéressé mais mon voisin peut-être.
Merci de retirer l'option 2 du devis.
Pouvez-vous supprimer la ligne transport ?
On ne reçoit plus vos factures, vous avez arrêté de les envoyer ?
Je vous réponds dès mon retour de congés, lundi.
Je rentre de congés et je trouve votre message : oui, parlons-en.
Merci d'avoir patienté pendant mon absence. Voici les plans.
Paul est absent cette semaine, je vous réponds à sa place : oui.
Nous serons fermés en août, passez en septembre.
Mon mail a été rejeté par votre serveur, je réessaie.
Je confirme que je suis bien une personne réelle, haha. Envoyez.
Cliquez sur le lien Teams demain à 10h, à bientôt.
Sounds good, I'll be back on Monday and will call you.
I'm on vacation until Monday, let's talk then.
Who is this? How did you get my email?
We've stopped using that kind of product.
Could you send me fewer details next time? Just the price.
Wir haben kein Interesse.
Ich bin ab Montag wieder da, dann können wir telefonieren.
Nächste Woche bin ich im Urlaub, danach gerne.
No me interesa, gracias.
La semana que viene estoy de vacaciones, llámame después.
Grazie, ne riparliamo a settembre.
Voilà nos coordonnées, ajoutez-nous à votre liste.
"""
ARE_AWAY = """
Bonjour, je suis en congés du 20 au 30 novembre. Je traiterai votre mail à mon retour.
Actuellement en congés, je n'ai pas accès à mes mails. Pour toute urgence, contactez le 01 99 00 12 12.
Absente du bureau jusqu'au 30/11, je prendrai connaissance de votre message à mon retour.
Bonjour, je suis en congé parental jusqu'en mars 2027. Merci de contacter Lucie Petit : l.petit@fonderie-sud.example
Nos bureaux sont fermés du 24 décembre au 2 janvier. Nous répondrons à vos messages dès la réouverture.
Bonjour, je ne travaille pas le mercredi. Je vous répondrai jeudi. En cas d'urgence contactez l'accueil.
Je suis actuellement en déplacement avec un accès limité à ma messagerie. Retour le 27 novembre. Cordialement
I am away from the office until 30 November with no access to email. For urgent matters contact Bob.
Thank you for your email. I am on leave and will return on 1 December. Your message will not be forwarded.
I'm currently on parental leave. Please contact my colleague Ann at ann@x.example.
Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht im Büro und kehre am 30.11. zurück. In dringenden Fällen \
wenden Sie sich an Herrn Kurz.
Ich bin im Urlaub und am 1.12. wieder erreichbar. Ihre E-Mail wird nicht weitergeleitet.
Gracias por su correo. Estoy fuera de la oficina hasta el 30 de noviembre. Para urgencias contacte con Ana.
Grazie per la sua mail. Sono fuori ufficio fino al 30 novembre, per urgenze contattare Anna.
Obrigado pelo seu email. Estarei ausente até 30 de novembro. Em caso de urgência contacte a Ana.
Bedankt voor uw bericht. Ik ben afwezig tot 30 november. Voor dringende zaken kunt u terecht bij Anna.
"""
ASK_FOR_PROOF = {
    "Message en attente": (
        "Bonjour, afin de lutter contre le spam, votre message a été placé en attente. Cliquez sur ce "
        "lien pour prouver que vous n'êtes pas un robot : https://f.example/x"
    ),
    "Votre email à j.martin est en attente de validation": (
        "Pour valider votre email, merci de cliquer : https://f.example/x. Cette opération n'est à "
        "effectuer qu'une seule fois."
    ),
    "Anti-spam : confirmez votre identité": (
        "Ceci est votre premier message à j.martin@fonderie-sud.example. Confirmez votre adresse "
        "d'expéditeur en répondant à ce message."
    ),
    "Please confirm your message": (
        "Your message to Jeanne was received but is being held because your address is not recognized. "
        "Reply to this email to have it delivered."
    ),
    "Sender verification": "I use SpamArrest to block spam. Click https://s.example to be added to my approved senders.",
    "Sie müssen Ihre E-Mail bestätigen": (
        "Ihre Nachricht an Jeanne wurde zurückgehalten. Klicken Sie hier, um zu bestätigen, dass Sie ein "
        "Mensch sind: https://f.example"
    ),
    "Confirmación requerida": (
        "Su correo necesita verificación. Haga clic en el siguiente enlace para demostrar que no es un "
        "robot: https://f.example"
    ),
    "Action requise : débloquez votre message": (
        "Jeanne Martin protège sa messagerie. Validez votre email en un clic : https://f.example/a"
    ),
}


def _lines(kind: str, text: str) -> tuple[Case, ...]:
    return tuple(
        case(f"line_{kind}_{number}", answer(line), kind) for number, line in enumerate(text.strip().splitlines())
    )


CASES: tuple[Case, ...] = (
    *_lines("unsubscribe", ASK_TO_BE_LEFT),
    *_lines("human", SPEAK_TO_US),
    *_lines("auto_reply", ARE_AWAY),
    *(case(f"proof_{subject}", plain(body, subject=subject), "challenge") for subject, body in ASK_FOR_PROOF.items()),
)
