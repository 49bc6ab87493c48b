"""Portuguese: how advertising speaks."""

from __future__ import annotations

from filon.mail.classify.phrases.topics import Advertising

ADVERTISING = Advertising(
    footer=(
        r"(para|se nao) .{0,40}(cancelar (a )?(subscricao|inscricao)|descadastr\w+|deixar de receber|receber mais)",
        r"(ver|visualizar) (este|no) (e-?mail |seu )*(no )?(navegador|browser)",
        r"(recebeu|esta a receber|esta recebendo) este e-?mail porque",
    ),
    pitch=(
        r"clique aqui|compre (ja|agora)|aproveite|saiba mais|inscreva-se",
        r"oferta|promocao|desconto|\d{2} ?% de desconto|gratis|frete gratis",
        r"primeira pagina .{0,20}google|seo\b",
        r"ganhe dinheiro|renda extra|emprestimo|investimento|heranca|loteria",
    ),
)
