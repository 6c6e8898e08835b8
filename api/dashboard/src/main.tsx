import { render } from "preact";

import "./styles/base.css";
import "./styles/frame.css";
import "./styles/parts.css";
import "./styles/overview.css";
import "./styles/views.css";
import "./styles/trips.css";
import "./styles/tables.css";
import "./styles/print.css";
import { App } from "./app";
import { followAddress } from "./router";
import { openTablesOnPaper } from "./paper";
import { applySettings } from "./settings";

applySettings();
followAddress();
openTablesOnPaper();
render(<App />, document.getElementById("app") as HTMLElement);
