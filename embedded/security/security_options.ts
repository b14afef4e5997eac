// The options of an embedded cluster about users, access rules and TLS: what they mean, and their check. Called by
// options.ts and assemble.ts.
import { isRecord, type OptionCheck } from "../../base/option_check.ts";
import type { TlsOptions } from "../../transports/transport.ts";
import type { ClusterState } from "../cluster_state.ts";
import { AUTHORIZER, type AuthorizerOptions } from "./authorizer.ts";
import { CREDENTIALS } from "./credentials.ts";
import { SASL_MECHANISMS, type SaslHost, type SaslMechanismName, type SaslSettings } from "./sasl_session.ts";

/** Who may log in, and how. */
export interface SaslOptions {
  /** Mechanisms that are offered (`sasl.enabled.mechanisms`). @default all three */
  readonly mechanisms?: readonly SaslMechanismName[];
  /** Passwords by user. SCRAM users may also be made by AlterUserScramCredentials. @default none */
  readonly users?: Readonly<Record<string, string>>;
  /** Time after which a client must log in again (`connections.max.reauth.ms`); 0 = never. @default 0 */
  readonly sessionLifetimeMs?: number;
}

/** Access rules that are switched on. */
export interface AclOptions {
  /** May do everything: `["User:admin"]`. @default none */
  readonly superUsers?: readonly string[];
  /** Whether everything is allowed where no rule names the resource (`allow.everyone.if.no.acl.found`). @default false */
  readonly allowIfNone?: boolean;
}

/** The TLS side of TCP listeners. */
export interface TlsListenOptions {
  /** Certificate chain, PEM. */
  readonly certificate: string;
  /** Its private key, PEM. */
  readonly key: string;
  /** Certificates of those who sign clients' certificates, PEM. */
  readonly ca?: string | readonly string[];
  /**
   * Whether clients must show a certificate (`ssl.client.auth`). With `"requested"` any certificate is taken.
   * @default "required" with `ca`, "none" without
   */
  readonly clientAuth?: "none" | "requested" | "required";
}

/** Options about security. */
export interface SecurityOptions {
  /** Clients must log in, on all listeners. @default none: everyone is `User:ANONYMOUS` */
  readonly sasl?: SaslOptions;
  /** Switches access rules on: without a rule that allows it, only super users may do anything. @default false */
  readonly acls?: boolean | AclOptions;
}

/** Names of the options. */
export const SECURITY_OPTION_NAMES: readonly (keyof SecurityOptions)[] = ["sasl", "acls"];

/** The options with their defaults filled in. */
export interface SecuritySettings {
  /** How clients log in; null when they need not. */
  readonly sasl: (SaslSettings & { readonly users: ReadonlyMap<string, string> }) | null;
  /** Access rules; null when they are off. */
  readonly acls: AuthorizerOptions | null;
}

/** Checks the options. */
export function checkSecurityOptions(check: OptionCheck, { sasl, acls }: SecurityOptions): SecuritySettings {
  return { sasl: sasl === undefined ? null : checkSasl(check, sasl), acls: checkAcls(check, acls) };
}

/** Checks the TLS side of a listener; null when it has none. */
export function checkTlsListen(check: OptionCheck, tls: TlsListenOptions | undefined): TlsOptions | null {
  if (tls === undefined) return null;
  if (!isObject(tls)) {
    check.problem("listen.tls must be { certificate, key, … }");
    return null;
  }
  unknownNames(check, "listen.tls", tls, ["certificate", "key", "ca", "clientAuth"]);
  const { ca } = tls;
  for (const name of ["certificate", "key"] as const) {
    if (typeof tls[name] !== "string" || !tls[name].includes("-----BEGIN ")) {
      check.problem(`listen.tls.${name} must be PEM`);
    }
  }
  const authorities = ca === undefined ? [] : typeof ca === "string" ? [ca] : ca;
  if (!Array.isArray(authorities) || !authorities.every((one) => typeof one === "string")) {
    check.problem("listen.tls.ca must be PEM, or a list of it");
  }
  const clientAuth = check.oneOf("listen.tls.clientAuth", tls.clientAuth, {
    values: ["none", "requested", "required"],
    fallback: ca === undefined ? "none" : "required",
  });
  if (clientAuth !== "none" && ca === undefined) {
    check.problem(`listen.tls.clientAuth "${clientAuth}" needs listen.tls.ca`);
  }
  const own = { cert: tls.certificate, key: tls.key };
  return clientAuth === "none" || ca === undefined ? own : { ...own, ca, verify: clientAuth === "required" };
}

/** Makes users and access rules of a cluster. What its connections need to log clients in; null when they need not. */
export function secure(state: ClusterState, { sasl, acls }: SecuritySettings): SaslHost | null {
  if (acls !== null) state.part(AUTHORIZER).enable(acls);
  if (sasl === null) return null;
  const credentials = state.part(CREDENTIALS);
  for (const [name, password] of sasl.users) credentials.addUser(name, password, sasl.mechanisms);
  const { clock, random } = state.platform;
  return { settings: sasl, credentials, clock, random };
}

function checkSasl(check: OptionCheck, sasl: SaslOptions): SecuritySettings["sasl"] {
  if (!isObject(sasl)) {
    check.problem('sasl must be an object such as { users: { alice: "secret" } }');
    return null;
  }
  unknownNames(check, "sasl", sasl, ["mechanisms", "users", "sessionLifetimeMs"]);
  const { mechanisms = SASL_MECHANISMS, users = {} } = sasl;
  const known: readonly string[] = SASL_MECHANISMS;
  if (!Array.isArray(mechanisms) || mechanisms.length === 0 || !mechanisms.every((one) => known.includes(one))) {
    check.problem(`sasl.mechanisms must be a list of ${known.join(", ")}`);
  }
  if (!isObject(users)) check.problem("sasl.users must be an object of passwords by user");
  for (const [name, password] of isObject(users) ? Object.entries(users) : []) {
    if (name === "") check.problem("sasl.users: a user needs a name");
    if (typeof password !== "string" || password === "") {
      check.problem(`sasl.users[${JSON.stringify(name)}] must be a password that is not empty`);
    }
  }
  const lifetime = { min: 0, fallback: 0 };
  const sessionLifetimeMs = check.milliseconds("sasl.sessionLifetimeMs", sasl.sessionLifetimeMs, lifetime);
  return { mechanisms, users: new Map(isObject(users) ? Object.entries(users) : []), sessionLifetimeMs };
}

function checkAcls(check: OptionCheck, acls: SecurityOptions["acls"]): AuthorizerOptions | null {
  if (acls === undefined || acls === false) return null;
  if (acls === true) return { superUsers: [], allowIfNone: false };
  if (!isObject(acls)) {
    check.problem('acls must be true or an object such as { superUsers: ["User:admin"] }');
    return null;
  }
  unknownNames(check, "acls", acls, ["superUsers", "allowIfNone"]);
  const { superUsers = [] } = acls;
  if (!Array.isArray(superUsers) || !superUsers.every((one) => typeof one === "string" && /^[^:]+:.+/.test(one))) {
    check.problem('acls.superUsers must be a list of principals such as "User:admin"');
  }
  return { superUsers, allowIfNone: check.boolean("acls.allowIfNone", acls.allowIfNone, false) };
}

/** No type guard: the types say it already, but the caller may not have obeyed them. */
function isObject(value: unknown): boolean {
  return isRecord(value);
}

function unknownNames(check: OptionCheck, where: string, options: object, names: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (!names.includes(name)) check.problem(`${where}.${name} is not known: there are ${names.join(", ")}`);
  }
}
