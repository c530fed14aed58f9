/** How the widget looks. Sites theme it by the --banter-* properties. */

/** Where the chat is a sheet over the whole screen. */
export const PHONE_LAYOUT = "(max-width: 480px), (max-height: 440px)";

export const STYLE = new CSSStyleSheet();
STYLE.replaceSync(`
  :host {
    all: initial;
    color-scheme: light dark;
    --_accent: var(--banter-accent, #1d4ed8);
    --_on-accent: var(--banter-on-accent, #fff);
    --_surface: var(--banter-surface, #fff);
    --_text: var(--banter-text, #16202e);
    --_quiet: var(--banter-quiet, #566274);
    --_bubble: var(--banter-bubble, #eef1f6);
    --_line: var(--banter-line, #d9dfe8);
    --_alarm: var(--banter-alarm, #b42318);
    --_radius: var(--banter-radius, 18px);
    position: fixed;
    inset-block-end: max(20px, env(safe-area-inset-bottom));
    inset-inline-end: max(20px, env(safe-area-inset-right));
    z-index: var(--banter-z-index, 2147483000);
    color: var(--_text);
    font: 400 15px/1.45 var(--banter-font, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif);
    text-align: start;
  }
  :host([position="left"]) {
    inset-inline: max(20px, env(safe-area-inset-left)) auto;
  }
  @media (prefers-color-scheme: dark) {
    :host {
      --_accent: var(--banter-accent, #8fb1ff);
      --_on-accent: var(--banter-on-accent, #0c1526);
      --_surface: var(--banter-surface, #151b26);
      --_text: var(--banter-text, #e9edf4);
      --_quiet: var(--banter-quiet, #a3aebe);
      --_bubble: var(--banter-bubble, #232c3b);
      --_line: var(--banter-line, #344055);
      --_alarm: var(--banter-alarm, #ffb4a9);
    }
  }
  *, ::before, ::after { box-sizing: border-box; }
  [hidden] { display: none !important; }
  button, textarea { font: inherit; color: inherit; margin: 0; }
  button { cursor: pointer; -webkit-tap-highlight-color: transparent; }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; }
  svg {
    display: block;
    inline-size: 24px;
    block-size: 24px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .unseen {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .launcher {
    display: grid;
    place-items: center;
    inline-size: 60px;
    block-size: 60px;
    border: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
    box-shadow: 0 6px 24px rgb(10 20 40 / .28);
  }
  .launcher.unread::after {
    content: "";
    position: absolute;
    inset: 1px 1px auto auto;
    inline-size: 16px;
    block-size: 16px;
    border-radius: 50%;
    background: #e5484d;
    border: 3px solid var(--_surface);
  }

  .panel {
    display: flex;
    flex-direction: column;
    overflow: hidden;
    inline-size: min(392px, calc(100vw - 40px));
    block-size: min(660px, calc(100dvh - 40px));
    background: var(--_surface);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    box-shadow: 0 16px 56px rgb(10 20 40 / .22);
  }
  header {
    display: flex;
    align-items: center;
    gap: 12px;
    padding: 14px 10px 14px 18px;
    border-block-end: 1px solid var(--_line);
  }
  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 38px;
    block-size: 38px;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .mark svg { inline-size: 20px; block-size: 20px; }
  .title { flex: 1; min-inline-size: 0; }
  h2 { margin: 0; font-size: 16px; font-weight: 650; line-height: 1.3; }
  .role { margin: 0; font-size: 13px; line-height: 1.35; color: var(--_quiet); }
  .plain {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 44px;
    block-size: 44px;
    padding: 0;
    border: 0;
    border-radius: 12px;
    background: none;
    color: var(--_quiet);
  }
  .plain:hover { background: var(--_bubble); color: var(--_text); }

  .scroll { flex: 1; overflow-y: auto; overscroll-behavior: contain; padding: 18px 16px 12px; }
  .scroll:focus-visible { outline-offset: -3px; }
  .log { display: flex; flex-direction: column; gap: 10px; }
  .row { display: flex; flex-direction: column; align-items: flex-start; max-inline-size: 86%; }
  .row.visitor { align-self: flex-end; align-items: flex-end; }
  .row.grouped { margin-block-end: -5px; }
  .row.grouped:not(.waiting, .failed) .foot { display: none; }
  .by { margin-inline-start: 4px; margin-block-end: 2px; font-size: 12px; color: var(--_quiet); }
  .bubble {
    margin: 0;
    padding: 9px 14px;
    border: 1px solid transparent;
    border-radius: 16px 16px 16px 5px;
    background: var(--_bubble);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    text-align: start;
  }
  .person .bubble { background: none; border-color: var(--_accent); }
  .visitor .bubble {
    border-radius: 16px 16px 5px 16px;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .visitor.waiting .bubble, .visitor.failed .bubble {
    background: none;
    color: var(--_text);
    border: 1px dashed var(--_quiet);
  }
  .bubble a { color: inherit; text-underline-offset: 2px; }
  .foot { margin: 3px 4px 0; font-size: 12px; color: var(--_quiet); }
  .failed .foot { color: var(--_alarm); }

  .typing {
    display: flex;
    gap: 5px;
    inline-size: max-content;
    margin-block-start: 10px;
    padding: 14px 15px;
    border-radius: 16px 16px 16px 5px;
    background: var(--_bubble);
  }
  .typing i { inline-size: 7px; block-size: 7px; border-radius: 50%; background: var(--_quiet); }
  .choices { display: flex; flex-wrap: wrap; gap: 8px; margin-block-start: 14px; }
  .choices button {
    min-block-size: 44px;
    padding: 8px 16px;
    border: 1.5px solid var(--_accent);
    border-radius: 22px;
    background: none;
    color: var(--_accent);
    font-weight: 550;
    text-align: start;
  }
  .choices button:hover { background: var(--_accent); color: var(--_on-accent); }

  .notice {
    margin: 0;
    padding: 8px 18px;
    font-size: 13px;
    color: var(--_quiet);
    border-block-start: 1px solid var(--_line);
  }
  /* Not display: none, which would take the live region away from screen readers. */
  .notice:empty { padding: 0; border: 0; }
  form {
    display: flex;
    align-items: flex-end;
    gap: 8px;
    margin: 0 12px 12px;
    padding: 4px;
    border: 1px solid var(--_quiet);
    border-radius: 24px;
  }
  form:focus-within { border-color: var(--_accent); outline: 1px solid var(--_accent); }
  .notice:empty + form { margin-block-start: 4px; }
  .notice:not(:empty) + form { margin-block-start: 2px; }
  /* 16px at least: iOS zooms into a smaller field. */
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 40px;
    max-block-size: 132px;
    padding: 8px 4px 8px 14px;
    border: 0;
    background: none;
    font-size: 16px;
    line-height: 24px;
    resize: none;
  }
  textarea:focus-visible { outline: 0; }
  textarea::placeholder { color: var(--_quiet); opacity: 1; }
  .send {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 40px;
    block-size: 40px;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .send svg { inline-size: 20px; block-size: 20px; }
  .send:disabled { background: var(--_bubble); color: var(--_quiet); cursor: default; }

  @media (prefers-reduced-motion: no-preference) {
    .panel { animation: arrive .18s ease-out; }
    .typing i { animation: hop 1.2s ease-in-out infinite; }
    .typing i:nth-child(2) { animation-delay: .15s; }
    .typing i:nth-child(3) { animation-delay: .3s; }
    @keyframes arrive { from { opacity: 0; transform: translateY(12px); } }
    @keyframes hop {
      0%, 60%, 100% { transform: none; opacity: .55; }
      30% { transform: translateY(-5px); opacity: 1; }
    }
  }
  @media ${PHONE_LAYOUT} {
    .panel {
      position: fixed;
      inset: var(--_top, 0) 0 auto;
      inline-size: 100%;
      block-size: var(--_height, 100dvh);
      border: 0;
      border-radius: 0;
      padding-block: env(safe-area-inset-top) env(safe-area-inset-bottom);
      padding-inline: env(safe-area-inset-left) env(safe-area-inset-right);
    }
  }
`);
