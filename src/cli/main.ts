process.stderr.write('jcm: no commands yet\n');
process.exitCode = 2;
