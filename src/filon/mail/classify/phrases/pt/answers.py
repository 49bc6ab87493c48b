"""Portuguese: what automatic answers say."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Answers

ANSWERS = Answers(
    auto_subject=(
        r"respostas? automaticas?\b",
        r"(auto-?resposta|mensagem automatica)\b",
        r"fora d[oe] escritorio\b",
        "(ausencia|ausente)( do escritorio| temporaria)?( ?:| ate| de)",
        r"(estou )?de ferias\b",
        r"em ferias\b",
        "aviso de ausencia",
        "licenca[- ](de )?maternidade",
    ),
    absence_subject=("(de |em )?ferias", "ausente", "ausencia", "fora do escritorio"),
    automatic=(
        "est[ea] (e uma? )?(mensagem|resposta|e-?mail)( e)?( uma)? (gerad[oa] )?automatic[oa]",
        "resposta automatica",
        "(gerad|enviad)[oa] automaticamente",
        "(por favor,? )?nao responda (a )?est[ea]",
    ),
    absent=(
        (
            "(estou|estarei|encontro-me|estamos|estaremos) <3> (ausente|de ferias|em ferias|fora( d[oe]"
            r" escritorio)?|em viagem|de licenca|de baixa|encerrad\w+)\b"
        ),
        "fora d[oe] escritorio",
        "(durante|na) (a )?minha ausencia",
        "nao (estou|estarei) (disponivel|no escritorio)",
        r"(regresso|volto|retorno|regressarei|voltarei|retornarei)\b",
        "de ferias (ate|de|entre)",
        "licenca[- ](de )?(maternidade|parental)",
    ),
    cover=(
        r"(para|em caso de|se for|assuntos?) <3> urgen\w+",
        "(no|apos o|quando do) meu (regresso|retorno)",
        "na minha ausencia",
        r"(responder|contactar|entrar)(ei|emos)\b",
        r"(por favor|favor|queira|pode)(,)? (contact\w+|contat\w+|dirigir\w*|entrar em contat?to|ligar|enviar)",
        "acesso limitado",
        r"(dirij|envi|encaminh)\w* (os|as|seus|suas|qualquer) (seus |suas )?(e-?mails?|mensagens|pedidos|questoes)",
        "(assim que|logo que|o mais breve) possivel",
    ),
    personal=(
        r"interess\w+",
        r"(ligue|ligue-me|envie-me|mande-me|contacte-me|me (ligue|envie|mande))\b",
        r"(a sua|sua|vossa|a vossa) (oferta|proposta|solucao)\b",
        r"(orcamento|preco|reuniao|demo|projet?o)\b",
        r"(pode|poderia|podemos) (enviar|ligar|falar|marcar)",
        r"(em anexo|segue|seguem|falamos|aqui (esta|vai))\b",
        r"(de acordo|perfeito|claro|combinado)\b",
        r"[€$] ?\d|\d ?(€|euros|eur|reais)\b",
    ),
    left=(
        (
            "(ja )?nao (trabalha|trabalho|faz|faco|pertence|pertenco|integra|colabora) <2> (mais|parte|na|nesta|"
            "em|aos quadros|a empresa)"
        ),
        r"(deixou|deixei) (a|de|de trabalhar na|de fazer parte)( \S+){0,2}",
        "nao (esta|estou) mais (na|em|conosco|connosco)",
        "nao faz mais parte",
    ),
    closed=(
        (
            "(este|esta|o meu|a minha) (endereco|conta|e-?mail|caixa) <4> (ja )?nao (esta|e|se encontra|"
            "sera) (mais )?(ativ[oa]|activ[oa]|utilizad[oa]|valid[oa]|lid[oa]|em uso|monitorizad[oa]|monitorad"
            "[oa])"
        ),
        "o? ?meu novo (endereco|e-?mail)",
    ),
    acknowledged=(
        "(recebemos|recebi) (o |a )?(seu|sua) (mensagem|e-?mail|pedido|contat?to|solicitacao)",
        (
            "(o |a )?(seu|sua) (mensagem|pedido|solicitacao|e-?mail|ticket) <3> foi (recebid|registad|registrad|"
            "criad|encaminhad)[oa]"
        ),
        "(numero|referencia) (do|de) (ticket|pedido|protocolo|chamado)",
        "(entraremos em contat?to|responderemos|responder-lhe-emos)",
    ),
    ticket_subject=(
        "(confirmacao de|aviso de) rece(p)?cao",
        "recebemos (o|a) (seu|sua)",
        "(o |a )?(seu|sua) (pedido|solicitacao|mensagem|ticket) (foi|#|n)",
        r"obrigad[oa] (por|pelo) (nos |seu |sua )?(contact\w*|contat\w*|mensagem)",
    ),
)
