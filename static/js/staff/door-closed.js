// A door that has been closed: what this device kept of it goes.
const { closed } = document.querySelector("[data-closed]").dataset;
for (const name of ["list", "queue"]) localStorage.removeItem(`door:${closed}:${name}`);
