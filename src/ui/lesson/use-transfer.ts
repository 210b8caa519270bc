import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { transfer } from '../../state/lesson-transfer.ts';
import type { TransferState } from '../../state/TransferState.ts';

/** A part of the state of transfer learning; the component renders again when that part (compared shallowly) changes. */
export function useTransfer<Part>(selector: (state: TransferState) => Part): Part {
  return useStore(transfer, useShallow(selector));
}
