// Dados: traz os e-mails para dentro do pipeline.
import { step } from '@bancada/sdk';

await step((lab) => {
  const emails = lab.input('bruto').rows();
  lab.metric('emails', emails.length);
  lab.output('emails').rows(emails);
});
