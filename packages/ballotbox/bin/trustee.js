#!/usr/bin/env node
import '../src/trustee-cli.ts'
