// The project's own lint rules (docs/design.md sections 1, 2 and 9), loaded by `deno lint` through deno.json. Each
// rule is tested in tests/tools/lint_plugin.io.test.ts. Knows the rooms from layers.ts and nothing of the code.
import { bannedApis } from "./lint/banned_apis.ts";
import { errorMessages } from "./lint/error_messages.ts";
import { layers } from "./lint/layer_rule.ts";
import { bannedNames } from "./lint/names.ts";
import { runtimeGlobals } from "./lint/runtime_globals.ts";
import { shippedSyntax } from "./lint/shipped_syntax.ts";
import { fileForm, size } from "./lint/size.ts";

/** The plugin: rules by name. */
const plugin: Deno.lint.Plugin = {
  name: "samsa",
  rules: {
    "layers": { create: layers },
    "runtime-globals": { create: runtimeGlobals },
    "banned-apis": { create: bannedApis },
    "shipped-syntax": { create: shippedSyntax },
    "size": { create: size },
    "file-form": { create: fileForm },
    "names": { create: bannedNames },
    "error-messages": { create: errorMessages },
  },
};

export default plugin;
