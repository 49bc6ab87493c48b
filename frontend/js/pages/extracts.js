// Extracts of calls, one after another: the one that plays is marked; data-autoplay begins with the first.
const SLACK_S = 0.15;

// A media fragment (#t=3.0,7.5) stops the player at its end without an "ended" event.
const endOf = (player) => Number(player.currentSrc.split(",").at(-1)) || player.duration;

export function mount(list) {
  const players = [...list.querySelectorAll("audio")];
  for (const [n, player] of players.entries()) {
    const item = player.closest("[data-extract]");
    player.addEventListener("play", () => {
      for (const other of players) if (other !== player) other.pause();
      item.classList.add("playing");
    });
    player.addEventListener("pause", () => {
      item.classList.remove("playing");
      if (player.currentTime >= endOf(player) - SLACK_S) players[n + 1]?.play();
    });
  }
  if (list.dataset.autoplay === undefined || !players.length) return;
  players[0].focus();
  // a browser that plays nothing by itself leaves the player focused: the space bar begins
  players[0].play().catch(() => {});
}
