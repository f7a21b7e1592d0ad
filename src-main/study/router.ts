import { procedures } from '../common/procedures.ts';
import { studyContract } from '../contract/study.ts';
import type { Study } from './index.ts';

export function studyRouter(study: Study) {
  const implement = procedures(studyContract);
  return implement.router({
    overview: implement.overview.handler(() => study.overview()),
    visit: implement.visit.handler(({ input }) => study.visit(input.moduleId, input.tab, input.section)),
    markRead: implement.markRead.handler(({ input }) => study.markRead(input.moduleId, input.section, input.read)),
    queue: implement.queue.handler(({ input }) => study.queue(input.language, input.limit, input.moduleId)),
    answer: implement.answer.handler(({ input }) => study.answer(input.moduleId, input.cardId, input.rating)),
    quiz: implement.quiz.handler(({ input }) => study.quiz.questions(input.moduleId, input.language)),
    answerQuestion: implement.answerQuestion.handler(({ input }) => study.quiz.answer(input.moduleId, input.questionId, input.chosen)),
  });
}
