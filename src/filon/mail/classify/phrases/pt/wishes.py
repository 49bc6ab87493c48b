"""Portuguese: what people and filters ask of a sender."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Wishes

_MAILS = "(e-?mails?|mensagens?|publicidade|spam|newsletters?|comunicacoes|correio)"
_LISTS = "(lista|base|mailing|banco|cadastro|registos?|circulo|contactos|contatos)"
_ENDS = r"(?=[ .,;!)]*($|por favor|obrigad|grat|atenciosamente|e )|[.,;!])"

WISHES = Wishes(
    removal=(
        rf"nao (me|nos) (contact|contat|escrev|incomod)\w+( mais| novamente)?{_ENDS}",
        rf"nao (me|nos) (envi|mand)\w+ (mais )?{_MAILS}( mais)?{_ENDS}",
        r"(parem?|deixem?|pare) de (me |nos )?(enviar|mandar|escrever|contactar|contatar|incomodar)\w*",
        (
            rf"(remov|retir|elimin|apag|exclu|descadastr|tir)\w+(-?(me|nos))? .{{0,40}}\b(d[aeo]s?|desta|deste|"
            rf"dessa) (sua |vossa |seu |vosso )?(\w+ )?{_LISTS}"
        ),
        r"(remov|retir|elimin|apag|exclu)\w+ (os )?(meus dados|o? ?meu (e-?mail|endereco|contat?to|nome))",
        "(removam|retirem|eliminem|tirem|excluam)-(me|nos)",
        r"(me )?descadastr\w+|cancelar (a )?(minha )?(subscricao|inscricao|assinatura)",
        (
            r"nao (desejo|quero|pretendo|queremos|pretendemos)( mais)? (receber|ser contact?ad\w*|"
            f"continuar a receber|mais {_MAILS})"
        ),
        "direito (ao esquecimento|de oposicao|ao apagamento|a eliminacao)",
    ),
    removal_alone=(
        (
            "(por favor )?(quero )?(me )?(remover|descadastrar|descadastre|descadastro|cancelar|"
            "cancelar inscricao|anular subscricao|sair|parar|remova-me|removam-me|me remova|me tire|"
            "stop)( (obrigad[oa]|por favor|da lista|meu e-?mail))*"
        ),
    ),
    politeness=(
        (
            "(ola|bom dia|boa (tarde|noite)|prezad[oa]s?|car[oa]s?)( (a todos|senhor[ae]?s?|"
            "[a-z'-]{2,20}( [a-z'-]{2,20})?))?"
        ),
        (
            "(muito )?(obrigad[oa]|atenciosamente|cumprimentos|grat[oa]|abracos?|saudacoes)( desde ja)?|"
            "nao( obrigad[oa])?|por favor|nao tenho interesse"
        ),
    ),
    removal_subject=(
        r"descadastr\w+",
        "cancelar (subscricao|inscricao|assinatura)",
        "remover(-me)?",
        "anular subscricao",
    ),
    removal_void=(r"nao (quero|desejo) (cancelar|sair|ser removid[oa])",),
    challenge=(
        (
            r"(confirm|verifi|prov|comprov|valid)\w+ que (e|nao e|voce e|voce nao e|nao sou) (um|"
            "uma)? ?(pessoa|humano|robo|robot|ser humano|remetente)"
        ),
        r"nao (sou|e) um (robo|robot)\b",
        (
            r"(a sua|sua|esta) (mensagem|e-?mail) <5> (retid[oa]|aguarda\w*|pendente|quarentena|"
            "bloquead[oa]).{0,200}(cliqu|link|confirm|verific)"
        ),
        "(verificacao|autenticacao|confirmacao) d[eo] remetente",
        "anti-?spam (uol|bol|terra)",
        "digite (os caracteres|o codigo|as letras).{0,200}(mensagem|e-?mail)",
    ),
    challenge_sure=("um clique para (entregar|enviar|liberar)",),
)
