"""French: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("plu ne n pas non ni aucun aucune aucuns aucunes rien nul nulle jamais plus"),
    again=words("plus jamais davantage desormais rien"),
    contact=words(
        "renouvel* recidiv* recommenc* pourchass* agress* contact* recontact* relanc* sollicit* resollicit* "
        "demarch* redemarch* harcel* importun* derang* spammer spammez spamme prospecter prospectez embet* "
        "emmerd* saouler saoulez souler soulez insist*"
    ),
    write=words("ecrire ecrivez ecris ecriviez ecriv* reecri* joindre revenir revenez reviens parler"),
    call=words("appel* rappel* telephon*"),
    send=words(
        "envoyer envoyez envoie envoies envoyiez envoi renvoy* adresser adressez adressiez transmettre "
        "transmettez parvenir expedi* mailer"
    ),
    receive=words("recevoir recoive recoives recevions"),
    mails=words(
        "echange echanges discussion trucs sms mail mails email emails mel mels message messages courriel "
        "courriels courrier courriers pub pubs publicite publicites newsletter newsletters relance relances "
        "sollicitation sollicitations prospection prospections demarchage demarchages spam spams envoi envois "
        "communication communications campagne campagnes mailing mailings infolettre infolettres"
    ),
    offers=words("proposition propositions offre offres documentation genre type infos"),
    end=words(
        "evit* clotur* epargn* dispens* abst* arret* cess* stop stopper stoppez stope halte fin terminer "
        "terminez interromp* suffit"
    ),
    remove=words(
        "revoqu* retir* supprim* suprim* enlev* ray* radi* effac* ote otez oter exclu* sortez sortir sors "
        "vire virer virez detrui* elimin* degag* retrait suppression effacement purg* blacklist*"
    ),
    unsubscribe=words("desinscri* desabonn* desincri* desinscip* desenregistr*"),
    lists=words(
        "sequence sequences repertoire repertoires ciblage ciblages traitements prospects liste listes "
        "listing listings fichier fichiers base bases bdd mailing mailings diffusion diffusions envoi envois "
        "campagne campagnes tablettes registre registres annuaire crm prospection contacts newsletter "
        "newsletters destinataires routage carnet"
    ),
    data=words(
        "donnee identite adresse adresses coordonnees donnees mail email courriel nom contact numero "
        "informations infos fiche societe entreprise"
    ),
    me=words("me m moi mon ma mes nous notre nos"),
    you=words("vous votre vos te t ton ta tes toi"),
    needless=words("inutile inutiles superflu vain"),
    trouble=words("peine besoin necessaire utile obligatoire question"),
    rights=words("rgpd opposition effacement oubli"),
    right=words("droit droits"),
    authority=words("cnil avocat justice tribunal police plainte"),
    threat=words(
        "encore autre prochain prochaine dernier derniere avertissement signalement signaler signale sinon "
        "faute saisir saisirai saisis poursuites plainte direct directement transmettrai porter "
        "deposer"
    ),
    peace=words("tranquille tranquilles paix"),
    hostile=words(
        "harcelez lourd lourds pollution spam spams harcelement harceler penible penibles insupportable ras- "
        "le-bol marre intrusif indesirable indesirables honte inadmissible inacceptable scandaleux exaspere "
        "illegal agace agacant"
    ),
    things=words(
        "plan plans article page participants participant invites devis facture factures commande commandes "
        "ligne lignes option options document documents logo rdv rendez-vous reunion contrat production four "
        "fours materiel echantillon echantillons colis papier plaquette plaquettes catalogue catalogues pdf "
        "livraison facturation chantier machine machines prix tarif tarifs augmentation pieces photo photos "
        "fichier- joint virement appel-d tva compte-rendu intervention travaux technicien intervenant salon "
        "projet projets clients client utilisateurs utilisateur abonnes taux documentation signature "
        "brouillon compte"
    ),
    when=words(
        "avant septembre octobre novembre decembre janvier fevrier mars avril mai juin juillet aout demain "
        "semaine semestre trimestre matin midi soir tant jusqu jusque lundi mardi mercredi jeudi vendredi ete "
        "rentree vacances fetes moment instant printemps hiver automne"
    ),
    forget=words("oublier oubliez oublie perdez"),
    forbid=words("interdi* oppos* refus* defends"),
    consent=words(
        "accord autoris* consent* inscri* abonne abonnee abonner souscri* permission demande demandee client "
        "cliente donne choisi sollicite"
    ),
    permission=words("accord autoris* consent* permission"),
    means=words("poste postal telephone tel portable fixe whatsapp"),
    article=words("le la les un une l"),
    use=words("conserver conservez garder stocker detenir utilis* exploit* servir traitement traiter traitiez revend*"),
    wish=words(
        "amabilite obligeance gentillesse bonte serait saura saurai demeure essayez veux veut veulent voul* "
        "voudr* souhait* desir* aimer* prefer* merci priere prie prions veuillez svp demand* exige* exigeons "
        "pourriez pourrais pouvez peux peut possible afin remerci* saurais sais sommons somme ordonne faut "
        "faudrait faire fait comment"
    ),
    hesitate=words("hesit* manqu* oubli* dout* simple facile souvent tard tot rapide rapidement vite ample amples"),
    source=words(
        "tenez tiens obtenu obtenez eu trouve trouvez recupere recuperez provient proviennent sort vient "
        "viennent donne procure procurez dispose communique achete provenance origine avez"
    ),
    filler=words(
        "que j qu toujours on avenir sil desormais svp stp merci s il plait bien immediatement tout tous de "
        "suite ca cela donc maintenant la le les l c est assez bon bonjour bonsoir monsieur madame non alors "
        "pitie par pour cordialement cdt et a d des du je vous simplement definitivement urgent mais oui ok "
        "enfin"
    ),
    mistake=words("erreur megarde"),
    keep=words("continu* remett* remettre reinscri* garder gardez rester reste"),
    origin=words("ou comment qui pourquoi quel quelle"),
    instead=words("plutot nouvelle ailleurs copie"),
    reading=words(
        "recu recois recevons recoit recus arrive arrivent arrives tombe tombes retrouve retrouvee trouve decouvre lu"
    ),
    interest=words("interess* suite besoin besoins concern* preneur preneurs pertinent utilite"),
    have=words("ont ai as avons avez avait aviez avais aurai aurait auriez"),
)
