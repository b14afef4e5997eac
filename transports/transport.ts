// The contract between Samsa and a way to move bytes: ByteStream, Dial, Listen, TlsOptions.
// Implemented by the other files of this folder; must not know Kafka.

/** TLS settings that mean the same on every runtime that supports them; one that doesn't throws a `ConfigError`. */
export interface TlsOptions {
  /** Certificates to trust, PEM. Deno adds them to its own roots; workerd takes none. */
  readonly ca?: string | readonly string[];
  /** Client certificate chain, PEM. Not on workerd. */
  readonly cert?: string;
  /** Private key of `cert`, PEM: PKCS #8 or PKCS #1. */
  readonly key?: string;
  /** Passphrase of an encrypted `key`. */
  readonly passphrase?: string;
  /** Name sent as SNI and checked against the certificate instead of the host. */
  readonly serverName?: string;
  /** `false` accepts any certificate. Not on workerd. @default true */
  readonly verify?: boolean;
}

/** Where and how to connect. */
export interface DialOptions {
  /** Host name or IP address. */
  readonly host: string;
  /** TCP port, 1 to 65535. */
  readonly port: number;
  /** Present: TLS. */
  readonly tls?: TlsOptions;
  /** Ends the attempt, the TLS handshake included: the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * A bidirectional stream of bytes. One `read` at a time; several `write`s may be outstanding and keep their order.
 * Failures of both are `ConnectionError`s.
 */
export interface ByteStream {
  /** The next chunk (the caller's from then on), or null once the peer has finished or `close` was called. */
  read(): Promise<Uint8Array | null>;
  /**
   * Lends the chunks: nobody may change them until the promise resolves, which means that they were taken and that
   * more may be written. Awaiting is the backpressure.
   */
  write(chunks: readonly Uint8Array[]): Promise<void>;
  /** Sends the end of the stream; reading goes on. */
  closeWrite(): Promise<void>;
  /** Immediate and idempotent. A pending `read` gives null, a pending `write` rejects. */
  close(): void;
}

/** Opens a byte stream; rejects with a `ConnectionError` whose `code` and message say why. */
export type Dial = (options: DialOptions) => Promise<ByteStream>;

/** Where to listen. */
export interface ListenOptions {
  /** Address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /** Port; 0 takes a free one. @default 0 */
  readonly port?: number;
  /** Certificate and key of a TLS listener; `ca` asks for client certificates. */
  readonly tls?: TlsOptions;
  /** Called with each connection that was accepted (TLS handshake done). */
  readonly accept: (stream: ByteStream) => void;
}

/** A listening socket. */
export interface Listener {
  /** Address it is bound to. */
  readonly host: string;
  /** Port it is bound to. */
  readonly port: number;
  /** Stops listening; open connections stay. */
  close(): Promise<void>;
}

/** Opens a listening socket. */
export type Listen = (options: ListenOptions) => Promise<Listener>;
