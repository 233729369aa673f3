// A voice that says nothing: it notes what it is told, and ends a sentence when the story says so.
const said = (window.saidByTheVoice = []);
let current = null;
class Utterance extends EventTarget {
  constructor(text = "") {
    super();
    Object.assign(this, { text, rate: 1, lang: "" });
  }
}
const voice = Object.assign(new EventTarget(), {
  getVoices: () => [{ name: "A voice of the tests", lang: "en", default: true }],
  speak(utterance) {
    current = utterance;
    const { text, rate, lang } = utterance;
    said.push({ text, rate, lang });
  },
  cancel() {
    current = null;
  },
});
window.theVoiceSpeaks = () => current !== null;
window.theSentenceEnds = () => {
  const spoken = current;
  current = null;
  spoken?.dispatchEvent(new Event("end"));
};
Object.defineProperty(window, "speechSynthesis", { configurable: true, value: voice });
Object.defineProperty(window, "SpeechSynthesisUtterance", { configurable: true, value: Utterance });
