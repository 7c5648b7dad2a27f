import { Field, type FieldProps } from './field.tsx'

export type FileUploadProps = FieldProps & {
  /** Kinds of file, as the HTML attribute takes them: `.csv,text/csv`. */
  accept?: string | undefined
  multiple?: boolean | undefined
}

/** A file from the person's device; the form around it sets `files`. After a refusal it must be chosen again: say so. */
export function FileUpload(props: FileUploadProps) {
  return (
    <Field
      {...props}
      box={({ id, describedBy, invalid }) => (
        <input
          class={invalid ? 'gs-file gs-file--error' : 'gs-file'}
          id={id}
          name={props.name}
          type="file"
          accept={props.accept}
          multiple={props.multiple}
          aria-describedby={describedBy}
          aria-invalid={invalid || undefined}
        />
      )}
    />
  )
}
