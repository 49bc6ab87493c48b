"""Portuguese: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

WISHES = Wishes(
    removal=(
        (
            r"nao (me|nos) (contact\w+|contat\w+|envi\w+|escrev\w+|mand\w+|incomod\w+)\b( <4> (mais|e-?mails?|"
            r"mensagens|publicidade)\b|[ .!]*$)"
        ),
        r"(parem?|deixem?|pare) de (me |nos )?(enviar|mandar|escrever|contactar|contatar|incomodar)\w*",
        (
            "(remov|retir|elimin|apagu|exclu|cancel|descadastr|tir)(am|em|a|e|er|ir|ar|ea|as|es|ue|uem|ua)(-?(me|"
            r"nos))?\b <5> (d[ae]s? (sua|vossa|su|lista|base|mailing)|meus dados|meu (e-?mail|endereco|contat?to|"
            "nome)|os meus dados|este e-?mail|o meu)"
        ),
        r"(removam|retirem|eliminem|tirem|excluam)-(me|nos)\b",
        r"(descadastr\w+|cancelar (a )?(minha )?(subscricao|inscricao|assinatura))",
        (
            r"nao (desejo|quero|pretendo|queremos|pretendemos)( mais)? (receber|ser contact?ad\w*|"
            "continuar a receber|mais (e-?mails|mensagens))"
        ),
        "direito (ao esquecimento|de oposicao|ao apagamento|a eliminacao)",
    ),
    removal_alone=(
        (
            "(por favor )?(remover|descadastrar|descadastre|cancelar|sair|parar|remova-me|removam-me|me remova|"
            "me tire|stop)( (obrigad[oa]|por favor|da lista|meu e-?mail))*"
        ),
    ),
    removal_subject=(
        r"descadastr\w+",
        "cancelar (subscricao|inscricao|assinatura)",
        "remover(-me)?",
        "anular subscricao",
    ),
    removal_void=("nao (quero|desejo) (cancelar|sair|ser removid[oa])",),
    challenge=(
        (
            r"(confirm\w+|verifi\w+|prov\w+|comprov\w+|valid\w+) que (e|nao e|voce e|voce nao e|nao sou) (um|"
            "uma)? ?(pessoa|humano|robo|robot|ser humano|remetente)"
        ),
        r"nao (sou|e) um (robo|robot)\b",
        (
            r"(a sua|sua|esta) (mensagem|e-?mail) <5> (retid[oa]|aguarda\w*|pendente|quarentena|bloquead[oa]"
            ").{0,200}(cliqu|link|confirm|verific)"
        ),
        "(verificacao|autenticacao|confirmacao) d[eo] remetente",
        "anti-?spam (uol|bol|terra)",
        "digite (os caracteres|o codigo|as letras).{0,200}(mensagem|e-?mail)",
    ),
)
