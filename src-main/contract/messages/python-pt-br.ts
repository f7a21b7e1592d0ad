/** O que pode impedir um passo em Python de começar, em português. */
export const pythonPtBR = {
  PYTHON_INDEX_UNREACHABLE: {
    what: 'Os pacotes Python não puderam ser baixados: o índice de pacotes não respondeu ({detail}).',
    fix: 'Verifique a conexão, ou o proxy e o índice do pip (pip config list). Depois de baixados, eles funcionam sem conexão.',
  },
  PYTHON_INSTALL_FAILED: {
    what: 'O pip não conseguiu instalar os pacotes do requirements.txt: {detail}',
    fix: 'Verifique a linha que ele cita; bancada doctor mostra qual Python é usado.',
  },
  PYTHON_MISSING: {
    what: 'Não há Python nesta máquina para este passo (tentados: {tried}).',
    fix: 'Instale o Python {oldest} ou mais novo (no Debian e no Ubuntu: sudo apt install python3 python3-pip) e execute de novo; BANCADA_PYTHON indica outro.',
  },
  PYTHON_PACKAGE_CHANGED: {
    what: 'Um pacote baixado não é o que foi travado: {detail}',
    fix: 'Se você confia no arquivo novo, mude a versão no requirements.txt: isso cria outra trava.',
  },
  PYTHON_PACKAGE_NOT_FOUND: {
    what: 'O pacote Python {package} não existe.',
    fix: 'Confira o nome no requirements.txt: o nome que se instala pode ser diferente do que se importa (scikit-learn, sklearn).',
  },
  PYTHON_PACKAGES_CONFLICT: {
    what: 'Os pacotes do requirements.txt não combinam entre si: {detail}',
    fix: 'Afrouxe ou mude as versões citadas.',
  },
  PYTHON_PIP_MISSING: {
    what: 'O Python em {python} não tem pip e não consegue criar um ({detail}).',
    fix: 'Instale-o (no Debian e no Ubuntu: sudo apt install python3-pip) e execute de novo.',
  },
  PYTHON_REQUIREMENT_INVALID: {
    what: '{file}, linha {line}: “{text}” não é aceito.',
    fix: 'Escreva um pacote e suas versões, como scikit-learn==1.5.2. Endereços, pastas e opções do pip não são aceitos: poderiam executar código antes de o passo ser isolado.',
  },
  PYTHON_TOO_OLD: {
    what: 'O Python {version} ({path}) é antigo demais para os passos.',
    fix: 'Instale o Python {oldest} ou mais novo; BANCADA_PYTHON indica qual usar.',
  },
  PYTHON_UNCONFINED: {
    what: 'Nesta máquina nada consegue isolar um processo Python (falta {reason}), e o código dele poderia ler e mudar todos os seus arquivos.',
    fix: 'Inicie o Docker e execute nele. Para executar assim mesmo, permita em Configurações → Python (ou BANCADA_PYTHON_UNCONFINED=1).',
  },
  PYTHON_WHEEL_MISSING: {
    what: 'Não há arquivo pronto (wheel) de {package} para o Python {python}. Versões que têm: {known}. Python exigido: {needs}.',
    fix: 'Escolha outra versão no requirements.txt, ou use outro Python (BANCADA_PYTHON). Pacotes não são compilados aqui: isso executaria o código deles sem proteção.',
  },
} as const;
