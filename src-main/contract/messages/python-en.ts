/** What can keep a Python step from starting, in English. */
export const pythonEn = {
  PYTHON_INDEX_UNREACHABLE: {
    what: 'The Python packages could not be downloaded: the package index did not answer ({detail}).',
    fix: 'Check the connection, or pip’s proxy and index (pip config list). Once downloaded, they work without a connection.',
  },
  PYTHON_INSTALL_FAILED: {
    what: 'pip could not install the packages of requirements.txt: {detail}',
    fix: 'Check the line it names; bancada doctor shows which Python is used.',
  },
  PYTHON_MISSING: {
    what: 'There is no Python here for this step (tried: {tried}).',
    fix: 'Install Python {oldest} or newer (on Debian and Ubuntu: sudo apt install python3 python3-pip) and run again; BANCADA_PYTHON names another one.',
  },
  PYTHON_PACKAGE_CHANGED: {
    what: 'A downloaded package is not the one that was locked: {detail}',
    fix: 'If you trust the new file, change its version in requirements.txt: that makes a new lock.',
  },
  PYTHON_PACKAGE_NOT_FOUND: {
    what: 'There is no Python package {package}.',
    fix: 'Check its name in requirements.txt: the name to install may differ from the name to import (scikit-learn, sklearn).',
  },
  PYTHON_PACKAGES_CONFLICT: {
    what: 'The packages of requirements.txt do not go together: {detail}',
    fix: 'Loosen or change the versions that it names.',
  },
  PYTHON_PIP_MISSING: {
    what: 'The Python at {python} has no pip and cannot make one ({detail}).',
    fix: 'Install it (on Debian and Ubuntu: sudo apt install python3-pip) and run again.',
  },
  PYTHON_REQUIREMENT_INVALID: {
    what: '{file}, line {line}: “{text}” is not taken.',
    fix: 'Write a package and its versions, such as scikit-learn==1.5.2. Addresses, folders and pip’s options are not taken: they could run code before the step is shut in.',
  },
  PYTHON_TOO_OLD: {
    what: 'Python {version} ({path}) is too old for steps.',
    fix: 'Install Python {oldest} or newer; BANCADA_PYTHON names the one to use.',
  },
  PYTHON_UNCONFINED: {
    what: 'On this computer nothing can shut a Python process in ({reason} is missing), and its code could read and change all your files.',
    fix: 'Start Docker and run there. To run it all the same, allow it under Settings → Python (or BANCADA_PYTHON_UNCONFINED=1).',
  },
  PYTHON_WHEEL_MISSING: {
    what: 'There is no ready-made file (wheel) of {package} for Python {python}. Versions with one: {known}. Python asked for: {needs}.',
    fix: 'Choose another version in requirements.txt, or use another Python (BANCADA_PYTHON). Packages are not compiled here: that would run their code unguarded.',
  },
} as const;
