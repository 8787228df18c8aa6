/** What the calculator uses of React, as preact has it: the alias of `react` in the custom element. */
export { Component, createContext, Fragment } from 'preact'
export { useCallback, useContext, useEffect, useId, useMemo, useRef, useState } from 'preact/hooks'
