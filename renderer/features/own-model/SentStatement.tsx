import { addressOf, isLoopback, toldOf, type OwnModel } from '../../api/index.js';
import { messages } from '../../lib/messages.js';
import './own-model.css';

/** Plainly, before anything is sent: what, and to whom. Made from what makes the request. */
export function SentStatement({ model }: { readonly model: OwnModel }) {
  const words = messages.ownModel;
  const { settings, prompts } = model;
  const address = addressOf(settings.baseUrl);
  const prompt = prompts.find(({ id }) => id === settings.promptId);
  const told = toldOf(prompt?.text ?? '', settings).map((name) => words.variables[name]);
  const isHere = address !== null && isLoopback(address);
  return (
    <div className="own-model-sent" data-testid="own-model-sent">
      {address === null ? (
        <p>{words.sentNowhere}</p>
      ) : (
        <>
          <p>{isHere ? words.sentHere(address.host) : words.sentTo(address.host)}</p>
          <ul>
            <li>{words.sentPicture(settings.longEdge)}</li>
            <li>{words.sentPrompt(told)}</li>
          </ul>
          <p>{words.sentNothingElse}</p>
          {!isHere && address.protocol === 'http:' ? <p className="own-model-warning">{words.notEncrypted}</p> : null}
        </>
      )}
    </div>
  );
}
