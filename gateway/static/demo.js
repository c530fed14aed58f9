/** The buttons of the demo page: each opens the chat and says what it is labelled with. */
for (const button of document.querySelectorAll("[data-ask]")) {
  button.addEventListener("click", async () => {
    await customElements.whenDefined("banter-chat");
    const chat = document.querySelector("banter-chat");
    chat.open();
    if (button.dataset.ask) chat.send(button.dataset.ask);
  });
}
