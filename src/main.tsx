import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';
import './ui/theme.css';
import './ui/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { connectAppearance } from './state/appearance.ts';
import { connectUpdates } from './state/connect-updates.ts';
import { connectAddress } from './state/navigation.ts';
import { App } from './ui/App.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html: no element with the id "root"');

document.documentElement.dataset['run'] = 'idle';
connectAddress(window);
await connectAppearance(window);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
if (import.meta.env.PROD) await connectUpdates();
