"""Portuguese: what servers say of a delivery."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Delivery

DELIVERY = Delivery(
    undelivered_subject=(
        "(mensagem|e-?mail|correio) nao (entregue|enviad[oa]|pode|foi)",
        r"(falha|erro|problema) (na|de|no|ao) (entrega\w*|envi\w*)",
        "nao (foi possivel|e possivel) entregar",
        "(notificacao|relatorio|status) (de|do|da)( estado| status)?( d[ae])? (entrega|nao entrega)",
        "devolucao de (mensagem|e-?mail)",
        "nao entregue",
        "entrega (falhou|atrasada|nao)",
    ),
    undelivered=(
        "nao (foi|pode|foram|puderam|e) <3> (entregue|entregar|entregues|enviad[oa]|ser entregue)",
        "nao foi possivel (entregar|enviar|a entrega)",
        "(falha|erro) (permanente|na entrega|ao entregar)",
        "foi (rejeitad|recusad|devolvid|bloquead)[oa]",
    ),
    delayed=(
        r"(entrega|mensagem) <5> (atrasad|adiad|atras)\w*",
        "ainda nao foi (possivel |entregue)",
        "(novas|outras) tentativas",
        r"continuar(a|emos|ao) (a )?tent\w+",
    ),
    failures={
        "user_unknown": (
            (
                "(endereco|destinatario|usuario|utilizador|conta|caixa|e-?mail) <8> (nao (existe|encontrad[oa]|"
                "foi encontrad[oa]|e valid[oa])|inexistente|desconhecid[oa]|invalid[oa])"
            ),
        ),
        "account_disabled": (
            (
                "(conta|caixa|endereco) <5> (desativad[oa]|desactivad[oa]|suspens[oa]|bloquead[oa]|encerrad[oa]|"
                "inativ[oa])"
            ),
        ),
        "domain_unknown": ("dominio <4> (nao existe|inexistente|desconhecido)",),
        "mailbox_full": (
            "(caixa|conta) <8> (chei[oa]|lotad[oa]|esgotad[oa])",
            "(quota|cota|espaco) <5> (excedid[oa]|ultrapassad[oa]|esgotad[oa])",
        ),
        "too_big": ("mensagem <3> (muito|demasiado) grande",),
        "spam": ("(considerad|identificad|classificad)[oa] como spam",),
    },
    read_subject=(
        "lid[oa]: ",
        "nao lid[oa]: ",
        r"(confirmacao|aviso|recibo) de leitura\b",
        "eliminad[oa]: ",
    ),
    read=(
        r"foi (lid[oa]|abert[oa]|exibid[oa]) <2> (em|por|no dia|a)\b",
        "(eliminad|excluid|apagad)[oa] sem (ser|ter sido) lid[oa]",
    ),
)
