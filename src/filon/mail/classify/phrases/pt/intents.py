"""Portuguese: the words of which requests to be left alone are made; `*` stands for any ending."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Intents, words

INTENTS = Intents(
    negation=words("nao nunca nenhum nenhuma"),
    again=words("nunca"),
    contact=words("contact* incomod* contat*"),
    write=words("escrev*"),
    send=words("enviem enviar enviarem"),
    receive=words("receber recebam"),
    mails=words("mensagens emails publicidade correio comunicacoes"),
    end=words("parem chega deixem"),
    remove=words("remov* retir* apag* exclu* elimin*"),
    unsubscribe=words("descadastr* desinscri* desubscri*"),
    lists=words("lista listas cadastro base"),
    data=words("dados endereco contacto email"),
    me=words("me meu minha meus minhas nos nosso nossa"),
    you=words("vossa vosso sua seu vossas"),
    rights=words("lgpd apagamento oposicao"),
    right=words("direito"),
    consent=words("consentimento autorizei inscrevi"),
    permission=words("consentimento"),
    wish=words("quero desejo gostaria queremos solicito peco favor"),
)
