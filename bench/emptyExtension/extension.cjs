require("vscode"); // loading the API is part of what every extension pays

exports.activate = () => {};
