"""Spanish: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("no nunca ningun ninguna ni jamas"),
    again=words("vuelva vuelvan mas nunca jamas nada otro"),
    contact=words("escribirme contact* molest* acos* insist* importun*"),
    write=words("escrib* volver vuelv*"),
    call=words("llam*"),
    send=words("envie* envia* envio mandar manden mandeis mandarme mande remit*"),
    receive=words("recib*"),
    mails=words(
        "correo correos mensaje mensajes publicidad comunicaciones ofertas boletin boletines spam propaganda "
        "informacion mails email emails"
    ),
    end=words("abstenga* ahorr* deje dejen dejad dejar dejes parar paren parad cese cesen cesar basta detenga* stop"),
    remove=words(
        "revoco elimin* borr* quiten* quitar quitarme quitadme quitame saquen* saque saqueme saquenme sacar "
        "sacarme sacad suprim* retir* supresion"
    ),
    unsubscribe=words("desuscri* desapunt*"),
    lists=words("lista listas listado listados base bases fichero ficheros envios registros distribucion"),
    data=words("datos direccion correo email nombre contacto"),
    me=words("me nos mi mis nuestro nuestra nuestros nuestras nosotros"),
    you=words("su sus ustedes vuestra vuestro usted vuestros vuestras"),
    needless=words("inutil innecesario"),
    trouble=words("falta necesario hace pena"),
    rights=words("lopd lopdgdd supresion oposicion olvido cancelacion"),
    right=words("derecho derechos"),
    authority=words("aepd agencia abogado denuncia*"),
    threat=words("proximo ultimo aviso contrario denunciar denunciare"),
    peace=words("paz tranquilo tranquila tranquilos"),
    hostile=words("spam acoso pesados pesado hartos harto ilegal"),
    things=words(
        "presupuesto factura facturas pedido pedidos punto linea reunion documento contrato opcion precio "
        "temperatura horno muestras catalogo"
    ),
    when=words("antes hasta lunes martes miercoles jueves viernes manana tarde enero septiembre semana"),
    forget=words("olvid*"),
    forbid=words("opongo oponemos prohib* niego"),
    consent=words("consent* autoriz* permiso apunt* suscrit* suscrib* pedi* pedido inscri*"),
    permission=words("consent* autoriz* permiso"),
    means=words("telefono movil"),
    article=words("el los las una"),
    use=words("usar usen utiliz* utilic* tratamiento"),
    wish=words("quier* dese* queremos gustaria por ruego rogamos solicito pido exijo favor puede pueden"),
    hesitate=words("dud*"),
    source=words("obtenido conseguido sacado tienen dado obtuvieron"),
    filler=words("por favor gracias ya de hola saludos"),
    mistake=words("error"),
    keep=words("seguir continuar"),
    origin=words("donde como quien"),
    instead=words("mejor otra sino"),
    reading=words("recibido llegado recibi"),
    interest=words("interesa interesad* interes"),
    have=words("he ha hemos han"),
)
