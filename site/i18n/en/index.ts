import certificate from './certificate.ts';
import classes from './class.ts';
import course from './course.ts';
import editor from './editor.ts';
import embed from './embed.ts';
import gil from './gil.ts';
import gilPage from './gil-page.ts';
import home from './home.ts';
import lesson from './lesson.ts';
import museum from './museum.ts';
import pages from './pages.ts';
import playground from './playground.ts';
import present from './present.ts';
import scorm from './scorm.ts';
import searchTree from './search-tree.ts';
import simulator from './simulator.ts';
import sliders from './sliders.ts';
import stage from './stage.ts';
import stagePython from './stage-python.ts';
import stageTree from './stage-tree.ts';
import typescript from './typescript.ts';
import workbench from './workbench.ts';

/** All messages of the interface, room by room, in English. Other languages have the same ones. */
const en = {
  certificate,
  class: classes,
  course,
  editor,
  embed,
  gil,
  'gil-page': gilPage,
  home,
  lesson,
  museum,
  pages,
  playground,
  present,
  scorm,
  'search-tree': searchTree,
  simulator,
  sliders,
  stage,
  'stage-python': stagePython,
  'stage-tree': stageTree,
  typescript,
  workbench,
};

export type AllMessages = typeof en;

export default en;
