// What is there under Node, where tests load parts of the scripts.
declare var module: { exports: object } | undefined;
