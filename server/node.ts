import { startNodeServer } from "./node-main.ts";

startNodeServer();
