// The design system's elements log hints for developers; readers need none.
window.dsWarnings = false;
