export interface Runtime {
  readonly electronPath: string;
  readonly electronDist: string;
  readonly electronVersion: string;
  readonly sqliteBinding: string | null;
}

export declare function readRuntime(): Runtime;
export declare function runtimeEnvironment(runtime?: Runtime): Record<string, string>;
export declare function sandboxArguments(): readonly string[];
